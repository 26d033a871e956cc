package server

import (
	"context"
	"log"
	"net/http"
)

type bank struct{}

func (b *bank) Debit(ctx context.Context, account string) error  { return ctx.Err() }
func (b *bank) Credit(ctx context.Context, account string) error { return ctx.Err() }

func (b *bank) transfer(w http.ResponseWriter, r *http.Request) {
	if err := b.Debit(context.Background(), r.FormValue("from")); err != nil { // want none "several"
		return
	}
	log.Println("debited")
	if err := b.Credit(context.Background(), r.FormValue("to")); err != nil { // want none "several"
		return
	}
}

func (b *bank) pay(w http.ResponseWriter, r *http.Request) {
	if err := b.Debit(r.Context(), r.FormValue("from")); err != nil {
		return
	}
	if err := b.Credit(context.Background(), "shop"); err != nil { // want none "several"
		return
	}
}
