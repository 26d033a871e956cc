package main

import (
	"context"
	"net/http"
	"time"
)

func main() {
	ctx := context.Background()
	server := &http.Server{Addr: ":8080"}
	go server.ListenAndServe()
	<-ctx.Done() // want none "this wait lasts for ever and nothing runs after it"
	late, cancel := context.WithTimeout(context.Background(), time.Second)
	defer cancel()
	server.Shutdown(late)
}
