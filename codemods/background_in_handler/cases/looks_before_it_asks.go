package web

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"strings"
)

type profile struct {
	Email string
	Name  string
}

type directory struct {
	client *http.Client
	base   string
}

func (d *directory) profile(ctx context.Context, token string) (*profile, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, d.base+"/me", nil)
	if err != nil {
		return nil, err
	}
	req.Header.Set("Authorization", token)
	resp, err := d.client.Do(req)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	found := new(profile)
	return found, json.NewDecoder(resp.Body).Decode(found)
}

func (d *directory) handleLogin(w http.ResponseWriter, r *http.Request) {
	var name, email string
	ctx := context.Background()
	found, err := d.profile(ctx, r.Header.Get("Authorization"))
	if err == nil {
		email, err = checked(found.Email)
	}
	name = "guest"
	if found.Name != "" {
		name = found.Name
	}
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadGateway)
		return
	}
	w.Write([]byte(name + " " + email))
}

func (d *directory) handleProfile(w http.ResponseWriter, r *http.Request) {
	ctx := context.Background() // want unsafe "r.Context"
	found, err := d.profile(ctx, r.Header.Get("Authorization"))
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadGateway)
		return
	}
	name := "guest"
	if found.Name != "" {
		name = found.Name
	}
	w.Write([]byte(name))
}

func (d *directory) handleName(w http.ResponseWriter, r *http.Request) {
	found, err := d.profile(context.Background(), r.Header.Get("Authorization")) // want unsafe "r.Context"
	name := "guest"
	if found != nil && found.Name != "" {
		name = found.Name
	}
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadGateway)
		return
	}
	w.Write([]byte(name))
}

func (d *directory) handleEmail(w http.ResponseWriter, r *http.Request) {
	found, err := d.profile(context.Background(), r.Header.Get("Authorization")) // want unsafe "r.Context"
	must(err)
	w.Write([]byte(found.Email))
}

func must(err error) {
	if err != nil {
		panic(http.ErrAbortHandler)
	}
}

func checked(email string) (string, error) {
	if !strings.Contains(email, "@") {
		return "", errors.New("no address")
	}
	return strings.ToLower(email), nil
}
