package controller

import (
	"context"
	"log"
	"os"
	"time"
)

func handle(ctx context.Context) error { return ctx.Err() }

func loop(ctx context.Context) {
	for {
		select {
		case <-ctx.Done():
			os.Exit(0)
		default:
			if err := handle(ctx); err != nil {
				log.Print(err)
			}
			time.Sleep(5 * time.Second) // want none "ends the program"
		}
	}
}

// Nothing else starts before it has been done.
func migrate(ctx context.Context) {
	for {
		if err := handle(ctx); err != nil {
			log.Print(err)
			time.Sleep(5 * time.Second) // want none "ends the program"
			continue
		}
		log.Print("start again")
		os.Exit(0)
	}
}

func watch(ctx context.Context) {
	for {
		if err := handle(ctx); err != nil {
			log.Fatal(err)
		}
		time.Sleep(5 * time.Second) // want unsafe "each round still waits"
	}
}

// Whoever calls it counts on that it does not come back.
func fatal(ctx context.Context, text string) {
	log.Print(text)
	_ = handle(ctx)
	time.Sleep(15 * time.Second) // want none "ends the program"
	os.Exit(1)
}
