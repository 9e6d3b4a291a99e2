"""What a body's plan consists of besides texts and targets: lists and forms in the workspace."""
