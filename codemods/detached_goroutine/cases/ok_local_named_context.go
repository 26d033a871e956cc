package web

import (
	"fmt"
	"net/http"
)

type contexts struct{}

func (contexts) Background() int { return 0 }

func Save(ctx fmt.Stringer, r *http.Request) {
	var context contexts
	go count(context.Background())
	println(ctx.String(), r.URL.Path)
}

func count(n int) { println(n) }
