package main

import (
	"context"
	"os"
	"os/signal"
)

func main() {
	ctx, _ := signal.NotifyContext(context.Background(), os.Interrupt) // want safe "not released|discarded"
	<-ctx.Done()
}
