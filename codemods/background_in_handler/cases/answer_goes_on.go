package web

import (
	"context"
	"encoding/json"
	"net/http"
)

type users interface {
	Find(ctx context.Context, id string) (string, error)
}

type api struct{ users users }

func (a *api) list(w http.ResponseWriter, r *http.Request) {
	w.WriteHeader(http.StatusOK)
	encoder := json.NewEncoder(w)
	for _, id := range r.Form["id"] {
		user, err := a.users.Find(context.Background(), id) // want unsafe "a.users.Find gets"
		if err != nil {
			return
		}
		if err := encoder.Encode(user); err != nil {
			return
		}
	}
}

func (a *api) one(w http.ResponseWriter, r *http.Request) {
	http.SetCookie(w, &http.Cookie{Name: "seen"})
	user, err := a.users.Find(context.Background(), r.FormValue("id")) // want unsafe "a.users.Find gets"
	if err != nil {
		http.Error(w, err.Error(), http.StatusNotFound)
		return
	}
	if _, err := w.Write([]byte(user)); err != nil {
		println(err.Error())
	}
}
