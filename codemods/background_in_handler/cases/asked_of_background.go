package web

import (
	"context"
	"net/http"
)

type userKey struct{}

func handleUser(events <-chan string, w http.ResponseWriter, r *http.Request) {
	name, ok := context.Background().Value(userKey{}).(string) // want unsafe "Value is asked"
	if !ok {
		http.Error(w, "who are you?", http.StatusUnauthorized)
		return
	}
	select {
	case <-context.Background().Done(): // want unsafe "Done is asked"
	case event := <-events:
		w.Write([]byte(name + event))
	}
}

func handleHang(w http.ResponseWriter, r *http.Request) {
	<-context.Background().Done()
}
