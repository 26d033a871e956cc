package main

import "context"

func block() {
	<-context.Background().Done()
	println("never")
}

func main() {
	go block()
	ctx := context.Background()
	<-ctx.Done()
}
