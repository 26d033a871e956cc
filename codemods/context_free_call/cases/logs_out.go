package session

import (
	"fmt"
	"net/http"
	"strings"
)

type Provider struct {
	client *http.Client
	ends   string
	asks   string
}

func (p *Provider) Logout(w http.ResponseWriter, r *http.Request) {
	if err := p.logoutOfProvider(r); err != nil {
		http.Error(w, err.Error(), http.StatusBadGateway)
		return
	}
	http.SetCookie(w, &http.Cookie{Name: "session", MaxAge: -1})
}

// Who has closed the page wants to be logged out all the same.
func (p *Provider) logoutOfProvider(r *http.Request) error {
	token, err := r.Cookie("refresh-token")
	if err != nil {
		return err
	}
	resp, err := p.client.Post(p.ends, "text/plain", strings.NewReader(token.Value))
	if err != nil {
		return fmt.Errorf("logging out: %w", err)
	}
	return resp.Body.Close()
}

func (p *Provider) login(r *http.Request) error {
	token, err := r.Cookie("refresh-token")
	if err != nil {
		return err
	}
	resp, err := p.client.Post(p.asks, "text/plain", strings.NewReader(token.Value)) // want unsafe "a request made by"
	if err != nil {
		return fmt.Errorf("logging in: %w", err)
	}
	return resp.Body.Close()
}
