package main

import (
	"context"
	"os"
)

func main() {
	file, err := os.Create("lock")
	if err != nil {
		panic(err)
	}
	defer file.Close()
	ctx := context.Background()
	<-ctx.Done() // want none "nothing runs after it"
}
