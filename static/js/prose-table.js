// Tables: those of the bundle, at their own width, in one click.

import { Table as BaseTable } from "django-prose-editor/editor"

export const Table = BaseTable.extend({
  addNodeView() {
    return null
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
