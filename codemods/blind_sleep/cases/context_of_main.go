package main

import (
	"context"
	"log"
	"os"
	"os/exec"
	"time"
)

func main() {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	defer recovery(ctx)
	handle(ctx, run(ctx))
}

func recovery(ctx context.Context) {
	if r := recover(); r != nil {
		log.Printf("panic: %v", r)
		handle(ctx, os.ErrInvalid)
	}
}

// It is called when all is over, and nothing ends the one of main before.
func handle(ctx context.Context, err error) {
	if err == nil {
		return
	}
	log.Print(err)
	if err := exec.CommandContext(ctx, "revert").Run(); err != nil {
		log.Print(err)
	}
	for i := 10; i >= 0; i-- {
		log.Printf("rebooting in %d seconds", i)
		time.Sleep(time.Second)
	}
	if err := exec.CommandContext(ctx, "reboot").Run(); err != nil {
		log.Print(err)
	}
}

func run(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, time.Minute)
	defer cancel()
	return poll(ctx)
}

func poll(ctx context.Context) error {
	for {
		if err := exec.CommandContext(ctx, "poll").Run(); err != nil {
			return err
		}
		time.Sleep(time.Second) // want unsafe "does not look at"
	}
}
