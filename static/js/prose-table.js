// Tables: those of the bundle, at their own width, in one click. The Tab key goes from cell to cell and out of the last
// one; after Escape it goes out of any.

import { Table as BaseTable } from "django-prose-editor/editor"

export const Table = BaseTable.extend({
  addNodeView() {
    return null
  },

  addStorage() {
    return { leaves: false }
  },

  // What they answer with false is left to the browser, which goes to the next field or button.
  addKeyboardShortcuts() {
    const { storage } = this
    const go = (command) => () => {
      const leaves = storage.leaves
      storage.leaves = false
      return !leaves && this.editor.commands[command]()
    }
    return {
      ...this.parent?.(),
      Tab: go("goToNextCell"),
      "Shift-Tab": go("goToPreviousCell"),
      Escape: () => {
        storage.leaves = true
        return false
      },
    }
  },

  onTransaction() {
    this.storage.leaves = false
  },

  addMenuItems(menus) {
    this.parent?.(menus)
    const { buttons, menu } = menus
    menu.defineItem({
      name: "table",
      groups: "table",
      button: buttons.material("grid_on"),
      enabled: (editor) => !editor.isActive("table") && !editor.isActive("heading"),
      command: (editor) => editor.chain().focus().insertTable({ rows: 3, cols: 3, withHeaderRow: true }).run(),
    })
  },
})
