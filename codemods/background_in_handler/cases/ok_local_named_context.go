package web

import "net/http"

type clock struct{}

func (clock) Background() string { return "noon" }

func handleTime(w http.ResponseWriter, r *http.Request) {
	var context clock
	w.Write([]byte(context.Background()))
}
