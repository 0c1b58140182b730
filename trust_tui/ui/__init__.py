"""The screens: Textual, and nothing that Textual is not needed for."""
