package cache

import "context"

type Cache struct{ values map[string]string }

func (c *Cache) FetchOrLoad(key string, load func() (string, error)) (string, error) {
	if v, ok := c.values[key]; ok {
		return v, nil
	}
	v, err := load()
	c.values[key] = v
	return v, err
}

func (c *Cache) GetOrCreateEntry(key string, load func() (string, error)) (string, error) {
	return c.FetchOrLoad(key, load)
}

func Name(ctx context.Context, c *Cache, id string) (string, error) {
	return c.FetchOrLoad(id, func() (string, error) { return load(context.Background(), id) })
}

func Title(ctx context.Context, c *Cache, id string) (string, error) {
	make := func() (string, error) {
		return load(context.Background(), id)
	}
	return c.GetOrCreateEntry(id, make)
}

func load(ctx context.Context, id string) (string, error) { return id, ctx.Err() }
