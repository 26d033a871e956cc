package fetch

import "context"

// When the function has ended, nobody tells the goroutine anything.
func repl(parent context.Context, ask func() (string, error)) error {
	ctx, _ := context.WithCancel(parent) // want unsafe "discarded"
	commands := make(chan string)
	go run(ctx, commands)
	for {
		command, err := ask()
		if err != nil {
			return err
		}
		if command == "exit" {
			return nil
		}
		commands <- command
	}
}

// This one is told by others too.
func replFor(parent context.Context, ask func(chan<- string) error) error {
	ctx, _ := context.WithCancel(parent) // want none "not waited for"
	commands := make(chan string)
	go run(ctx, commands)
	commands <- "start"
	return ask(commands)
}

func run(ctx context.Context, commands <-chan string) {
	for {
		select {
		case <-ctx.Done():
			return
		case command := <-commands:
			println(command)
		}
	}
}
