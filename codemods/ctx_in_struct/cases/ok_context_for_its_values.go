package docker

import (
	"context"
	"log/slog"
	"time"
)

type loggerKey struct{}

func logger(ctx context.Context) *slog.Logger {
	if l, ok := ctx.Value(loggerKey{}).(*slog.Logger); ok {
		return l
	}
	return slog.Default()
}

// It is asked for its logger, and nothing works under it.
type App struct {
	context.Context
	limit time.Duration
}

func NewApp(ctx context.Context, limit time.Duration) *App {
	app := &App{Context: ctx, limit: limit}
	app.configure()
	return app
}

func (app *App) configure() {
	if app.limit == 0 {
		logger(app).Warn("no limit")
		app.limit = time.Minute
	}
}
