package master

import (
	"context"
	"errors"
	"log"
	"net/http"
	"time"
)

func wait(w http.ResponseWriter, r *http.Request, ready func(context.Context) error) {
	var err error
	defer func() { log.Print(r.URL.Path, err) }()
	name := r.FormValue("name")
	if name == "" {
		err = errors.New("no name")
		return
	}
	for {
		if err = ready(r.Context()); err == nil {
			break
		}
		time.Sleep(time.Second) // want unsafe "still waits to the end"
	}
	w.WriteHeader(http.StatusOK)
}
