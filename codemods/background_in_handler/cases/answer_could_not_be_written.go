package web

import (
	"context"
	"encoding/json"
	"io"
	"log"
	"net/http"
)

type store interface {
	put(ctx context.Context, id string, n int) error
	rows(ctx context.Context, id string) ([]string, error)
}

func send(w http.ResponseWriter, r *http.Request, s store, rows []string) {
	enc := json.NewEncoder(w)
	n := 0
	for _, row := range rows {
		if enc.Encode(row) != nil {
			break
		}
		n++
	}
	if err := s.put(context.Background(), "offset", n); err != nil {
		log.Print(err)
	}
}

func sendText(w http.ResponseWriter, r *http.Request, s store, rows []string) {
	n := 0
	for _, row := range rows {
		if _, err := io.WriteString(w, row); err != nil {
			break
		}
		n++
	}
	if err := s.put(context.Background(), "offset", n); err != nil {
		log.Print(err)
	}
}

func sendFile(w http.ResponseWriter, r *http.Request, s store, src io.Reader) {
	n, _ := io.Copy(w, src)
	if err := s.put(context.Background(), "offset", int(n)); err != nil {
		log.Print(err)
	}
}

// Where it cannot be written, nothing more is done.
func sendOrLeave(w http.ResponseWriter, r *http.Request, s store, ids []string) {
	for _, id := range ids {
		rows, err := s.rows(context.Background(), id) // want unsafe "s.rows gets"
		if err != nil {
			http.Error(w, err.Error(), http.StatusBadGateway)
			return
		}
		for _, row := range rows {
			if _, err := io.WriteString(w, row); err != nil {
				return
			}
		}
	}
}

// What could not be read is no answer.
func receive(w http.ResponseWriter, r *http.Request, s store, dst io.Writer) {
	n, err := io.Copy(dst, r.Body)
	if err != nil {
		n = 0
	}
	if err := s.put(context.Background(), "offset", int(n)); err != nil { // want unsafe "s.put gets"
		http.Error(w, err.Error(), http.StatusBadGateway)
	}
}
