package docker

import (
	"context"
	"net"
	"time"
)

type App struct {
	context.Context // want none "the struct App embeds"
	limit           time.Duration
}

func NewApp(ctx context.Context, limit time.Duration) *App {
	return &App{Context: ctx, limit: limit}
}

func (app *App) lookup(name string) ([]string, error) {
	time.Sleep(app.limit)
	return net.DefaultResolver.LookupHost(app, name)
}
