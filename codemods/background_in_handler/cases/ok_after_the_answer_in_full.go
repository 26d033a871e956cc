package web

import (
	"context"
	"encoding/json"
	"net/http"
	"time"
)

type journal interface {
	Write(ctx context.Context, who, what string) error
}

type api struct{ journal journal }

func respond(w http.ResponseWriter, code int, v any) {
	w.WriteHeader(code)
	if err := json.NewEncoder(w).Encode(v); err != nil {
		println(err.Error())
	}
}

func (a *api) create(w http.ResponseWriter, r *http.Request) {
	if r.FormValue("id") == "" {
		http.Error(w, "no id", http.StatusBadRequest)
		return
	}
	respond(w, http.StatusCreated, r.FormValue("id"))
	ctx, cancel := context.WithTimeout(context.Background(), time.Second)
	defer cancel()
	if err := a.journal.Write(ctx, r.RemoteAddr, "created"); err != nil {
		println(err.Error())
	}
}

func (a *api) login(w http.ResponseWriter, r *http.Request) {
	http.Redirect(w, r, "/home", http.StatusSeeOther)
	if err := a.journal.Write(context.Background(), r.RemoteAddr, "login"); err != nil {
		println(err.Error())
	}
}
