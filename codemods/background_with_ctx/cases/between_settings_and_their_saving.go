package settings

import (
	"context"
	"sync"
)

type Config struct {
	mu     sync.Mutex
	values map[string]string
	file   func(map[string]string) error
}

func (c *Config) SetString(key, value string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.values[key] = value
}

func (c *Config) Write() error {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.file(c.values)
}

var instance Config

func GetInstance() *Config { return &instance }

type Resolver struct {
	validate func(ctx context.Context, name string) error
}

// What is set already is in use.
func (r *Resolver) Configure(ctx context.Context, path, name string) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	c := GetInstance()
	c.SetString("path", path)
	if err := r.validate(context.TODO(), name); err != nil {
		return err
	}
	c.SetString("name", name)
	return c.Write()
}

func (r *Resolver) ConfigureAtOnce(ctx context.Context, path, name string) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	if err := r.validate(context.TODO(), name); err != nil { // want unsafe "r.validate gets"
		return err
	}
	c := GetInstance()
	c.SetString("path", path)
	c.SetString("name", name)
	return c.Write()
}
