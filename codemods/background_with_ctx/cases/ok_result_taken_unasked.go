package poll

import "context"

type status struct{ text string }

// until gives nothing where the context has ended.
func until(ctx context.Context, ask func() (bool, any, error)) (bool, any, error) {
	for {
		select {
		case <-ctx.Done():
			return false, nil, nil
		default:
		}
		if ok, found, err := ask(); ok || err != nil {
			return ok, found, err
		}
	}
}

func wait(ctx context.Context, ask func(context.Context) (bool, any, error)) (string, error) {
	_, found, err := until(context.Background(), func() (bool, any, error) { return ask(ctx) })
	if err != nil {
		return "", err
	}
	return found.(*status).text, nil
}
