package main

import (
	"bufio"
	"context"
	"fmt"
	"net/http"
	"os"
	"time"
)

type bindings interface {
	get(ctx context.Context, name string) (string, error)
}

type remote struct{ names chan string }

func (r *remote) get(ctx context.Context, name string) (string, error) {
	select {
	case found := <-r.names:
		return found + name, nil
	case <-time.After(time.Minute):
		return "", fmt.Errorf("no %s", name)
	case <-ctx.Done():
		return "", ctx.Err()
	}
}

func readHTTP(path string) (*http.Request, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	request, err := http.ReadRequest(bufio.NewReader(f))
	if err != nil {
		return nil, fmt.Errorf("cannot read %s: %w", path, err)
	}
	return request, err
}

// A request that was read from a file has no end.
func trigger(b bindings, request *http.Request) error {
	found, err := b.get(context.Background(), request.URL.Path)
	if err != nil {
		return err
	}
	fmt.Println(found)
	return nil
}

func main() {
	request, err := readHTTP(os.Args[1])
	if err != nil {
		panic(err)
	}
	r := &remote{names: make(chan string)}
	http.HandleFunc("/", func(w http.ResponseWriter, req *http.Request) { serve(r, req) })
	if err := trigger(r, request); err != nil {
		panic(err)
	}
}

func serve(b bindings, request *http.Request) {
	found, err := b.get(context.Background(), request.URL.Path) // want unsafe "b.get gets"
	fmt.Println(found, err)
}
