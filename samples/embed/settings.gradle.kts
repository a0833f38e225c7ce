rootProject.name = "embed"
