package main

import (
	"context"
	"log"
	"time"
)

func begin(ctx context.Context) error {
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(time.Millisecond):
		return nil
	}
}

func main() {
	ctx, _ := context.WithTimeout(context.Background(), time.Minute) // want safe "the release of ctx is discarded"
	if err := begin(ctx); err != nil {
		log.Fatal(err)
	}
	select {}
}
