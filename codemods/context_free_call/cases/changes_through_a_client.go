package project

import (
	"bytes"
	"context"
	"encoding/json"
	"net/http"
)

type Client struct {
	ctx  context.Context
	base string
}

func Connect(base string) (*Client, error) {
	return ConnectWithContext(context.Background(), base)
}

// ConnectWithContext makes a client all of whose requests end with the context.
func ConnectWithContext(ctx context.Context, base string) (*Client, error) {
	c := &Client{ctx: ctx, base: base}
	if err := c.send(http.MethodHead, "", nil); err != nil {
		return nil, err
	}
	return c, nil
}

func (c *Client) send(method, path string, v any) error {
	data, err := json.Marshal(v)
	if err != nil {
		return err
	}
	req, err := http.NewRequestWithContext(c.ctx, method, c.base+path, bytes.NewReader(data))
	if err != nil {
		return err
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

func (c *Client) UpdateInstance(name string, v any) error {
	return c.send(http.MethodPut, "/instances/"+name, v)
}

func (c *Client) DeleteInstance(name string) error {
	return c.send(http.MethodDelete, "/instances/"+name, nil)
}

func (c *Client) RenameInstance(name, to string) error {
	return c.send(http.MethodPost, "/instances/"+name, map[string]string{"name": to})
}

func (c *Client) GetInstance(name string) error {
	return c.send(http.MethodGet, "/instances/"+name, nil)
}

// Half of the instances would be gone, and one without its protection.
func empty(w http.ResponseWriter, r *http.Request, names []string) {
	target, err := Connect("http://127.0.0.1:8443") // want none "several changes|WithoutCancel"
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadGateway)
		return
	}
	for _, name := range names {
		if err := target.UpdateInstance(name, map[string]bool{"protected": false}); err != nil {
			http.Error(w, err.Error(), http.StatusBadGateway)
			return
		}
		if err := target.DeleteInstance(name); err != nil {
			http.Error(w, err.Error(), http.StatusBadGateway)
			return
		}
	}
	w.WriteHeader(http.StatusNoContent)
}

// Only read.
func show(w http.ResponseWriter, r *http.Request, name string) {
	target, err := Connect("http://127.0.0.1:8443") // want unsafe "ConnectWithContext takes it"
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadGateway)
		return
	}
	if err := target.GetInstance(name); err != nil {
		http.Error(w, err.Error(), http.StatusBadGateway)
	}
}

type instance interface {
	Name() string
	Delete(force bool) error
}

// The source is gone when the copy gets its name.
func move(ctx context.Context, source instance) error {
	target, err := Connect("http://127.0.0.1:8443")
	if err != nil {
		return err
	}
	if err := source.Delete(true); err != nil {
		return err
	}
	return target.RenameInstance("move-"+source.Name(), source.Name())
}

// The copy gets its name first.
func copyTo(ctx context.Context, source instance) error {
	target, err := Connect("http://127.0.0.1:8443") // want unsafe "ConnectWithContext takes it"
	if err != nil {
		return err
	}
	return target.RenameInstance("copy-"+source.Name(), source.Name())
}
