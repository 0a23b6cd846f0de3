from literasi import create_app

app = create_app()
