package main

import (
	"context"
	"fmt"
	"log"
	"net/http"
	"os"
	"os/exec"
)

func version(name string) (string, error) {
	out, err := exec.CommandContext(context.Background(), name, "--version").Output() // want unsafe "its caller on line 30 has one"
	if err != nil {
		return "", fmt.Errorf("%s: %w", name, err)
	}
	return string(out), nil
}

// What main has itself is its own.
func check(name string) error {
	return exec.CommandContext(context.Background(), name, "--check").Run()
}

func main() {
	if err := check("x"); err != nil {
		log.Fatal(err)
	}
	http.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
		s, err := version("x")
		if err != nil {
			http.Error(w, err.Error(), http.StatusInternalServerError)
			return
		}
		fmt.Fprintln(w, s)
	})
	log.Print(version(os.Args[0]))
	log.Fatal(http.ListenAndServe("localhost:8080", nil))
}
