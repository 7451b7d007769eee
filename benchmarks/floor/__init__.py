"""The floor: what bare Django costs here. One query, one template, nothing around it but Django's own start project."""
