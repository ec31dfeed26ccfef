"""What the double says no with."""


class Refusal(Exception):
    def __init__(self, status, what):
        super().__init__(status, what)
        self.status, self.what = status, what
