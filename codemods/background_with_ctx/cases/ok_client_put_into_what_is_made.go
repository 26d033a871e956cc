package remote

import "context"

type service interface {
	List(ctx context.Context, dir string) ([]string, error)
}

type provider interface {
	NewService(ctx context.Context) (service, error)
}

type fs struct {
	root   string
	client service
}

// The client of the file system may keep the context that it is given.
func newFs(ctx context.Context, p provider, root string) (*fs, error) {
	f := &fs{root: root}
	var err error
	f.client, err = p.NewService(context.Background())
	if err != nil {
		return nil, err
	}
	if _, err := f.client.List(ctx, root); err != nil {
		return nil, err
	}
	return f, nil
}
