"""A mail server that takes everything and keeps nothing, on port 25."""

import socketserver


class Taking(socketserver.StreamRequestHandler):
    def handle(self):
        self.say("220 here")
        in_words = False
        for line in self.rfile:
            word = line.strip().upper()
            if in_words:
                in_words = word != b"."
            else:
                in_words = word == b"DATA"
                self.say("354 go on" if in_words else "221 bye" if word == b"QUIT" else "250 taken")
                continue
            if not in_words:
                self.say("250 taken")

    def say(self, words: str):
        self.wfile.write(f"{words}\r\n".encode())


if __name__ == "__main__":
    with socketserver.ThreadingTCPServer(("127.0.0.1", 25), Taking) as server:
        server.serve_forever()
