package main

import (
	"context"
	"os"
	"os/signal"
)

var stopping, _ = signal.NotifyContext(context.Background(), os.Interrupt)

var hanging context.Context

func init() {
	hanging, _ = signal.NotifyContext(context.Background(), os.Kill)
}

func main() {
	<-stopping.Done()
	<-hanging.Done()
}
