package licenses

import (
	"context"
	"fmt"
	"net/http"
	"slices"
	"strings"
)

type license struct {
	value, text string
}

// newLicenses keeps what it is given as it is.
func newLicenses(values ...string) []license {
	var all []license
	for _, v := range values {
		if strings.Contains(v, "\n") {
			all = append(all, license{text: v})
			continue
		}
		all = append(all, license{value: v})
	}
	return all
}

// newLicensesWithContext looks up what it finds, each once.
func newLicensesWithContext(ctx context.Context, values ...string) []license {
	slices.Sort(values)
	var all []license
	for _, v := range slices.Compact(values) {
		name, err := lookUp(ctx, v)
		if err != nil {
			name = v
		}
		all = append(all, license{value: name})
	}
	return all
}

func lookUp(ctx context.Context, value string) (string, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, "http://127.0.0.1/"+value, nil)
	if err != nil {
		return "", err
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return "", err
	}
	return resp.Header.Get("X-License"), resp.Body.Close()
}

func lookedUp(values ...string) []license {
	return lookedUpWithContext(context.Background(), values...)
}

func lookedUpWithContext(ctx context.Context, values ...string) []license {
	var all []license
	for _, v := range values {
		if name, err := lookUp(ctx, v); err == nil {
			all = append(all, license{value: name})
		}
	}
	return all
}

func catalog(ctx context.Context, line string) string {
	own := newLicenses(line)
	known := lookedUp(line) // want unsafe "lookedUpWithContext takes it"
	return fmt.Sprint(own, known)
}
