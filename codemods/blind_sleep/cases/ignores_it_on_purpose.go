package main

import (
	"context"
	"fmt"
	"os"
	"os/signal"
	"time"
)

type command struct {
	Use string
	Run func(ctx context.Context) error
}

func commands() []command {
	return []command{
		{
			Use: "ignore-context",
			Run: func(ctx context.Context) error {
				signals := make(chan os.Signal, 10)
				signal.Notify(signals, os.Interrupt)
				go func() {
					for range signals {
						fmt.Println("received", ctx.Err())
					}
				}()
				time.Sleep(3 * time.Second)
				fmt.Println("exit after 3 seconds")
				return nil
			},
		},
		{
			Use: "pause",
			Run: func(ctx context.Context) error {
				if err := ctx.Err(); err != nil {
					return err
				}
				time.Sleep(3 * time.Second) // want unsafe "time.Sleep"
				return write(ctx, "exit after 3 seconds")
			},
		},
	}
}

func write(ctx context.Context, text string) error {
	fmt.Println(text)
	return ctx.Err()
}

func runIgnoringCancellation(ctx context.Context) error {
	time.Sleep(3 * time.Second)
	return write(ctx, "exit after 3 seconds")
}

func main() {
	for _, c := range commands() {
		fmt.Println(c.Use, c.Run(context.Background()), runIgnoringCancellation(context.Background()))
	}
}
