package web

import (
	"context"
	"encoding/json"
	"io"
	"log"
	"net/http"
)

type orders interface {
	Pay(ctx context.Context, id string) error
}

type bus interface {
	Publish(ctx context.Context, topic string, b []byte) error
}

func handlePay(o orders, b bus) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		id := r.PathValue("id")
		if err := o.Pay(context.Background(), id); err != nil { // want none "WithoutCancel"
			http.Error(w, err.Error(), http.StatusInternalServerError)
			return
		}
		msg, err := json.Marshal(id)
		if err != nil {
			http.Error(w, err.Error(), http.StatusInternalServerError)
			return
		}
		if err := b.Publish(context.Background(), "paid", msg); err != nil { // want none "WithoutCancel"
			log.Print(err)
		}
	}
}

func handleUpload(o orders, b bus) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if err := o.Pay(context.Background(), r.Host); err != nil { // want unsafe "r\\.Context"
			http.Error(w, err.Error(), http.StatusInternalServerError)
			return
		}
		msg, err := io.ReadAll(r.Body)
		if err != nil {
			http.Error(w, err.Error(), http.StatusBadRequest)
			return
		}
		if err := b.Publish(context.Background(), "upload", msg); err != nil { // want unsafe "r\\.Context"
			log.Print(err)
		}
	}
}
