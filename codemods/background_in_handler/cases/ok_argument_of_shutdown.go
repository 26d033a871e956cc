package web

import (
	"context"
	"net/http"
)

type transaction interface {
	Rollback(ctx context.Context) error
	Close(ctx context.Context) error
	SessionRelease(ctx context.Context) error
}

func handleQuit(srv *http.Server, tx transaction, w http.ResponseWriter, r *http.Request) {
	if err := srv.Shutdown(context.Background()); err != nil {
		println(err.Error())
	}
	if err := tx.Rollback(context.Background()); err != nil {
		println(err.Error())
	}
	if err := tx.Close(context.Background()); err != nil {
		println(err.Error())
	}
	if err := tx.SessionRelease(context.Background()); err != nil {
		println(err.Error())
	}
}
