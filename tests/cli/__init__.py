"""What can be done at the prompt, without a screen."""
