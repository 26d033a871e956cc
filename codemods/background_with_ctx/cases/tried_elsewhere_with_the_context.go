package login

import (
	"context"
	"errors"
	"fmt"
	"time"
)

func refresh(ctx context.Context, token string) (string, error) {
	select {
	case <-ctx.Done():
		return "", ctx.Err()
	case <-time.After(time.Second):
	}
	if token == "" {
		return "", errors.New("no token")
	}
	return token + "+", nil
}

// ask gives up when nobody waits for the answer any more.
func ask(ctx context.Context, user string) (string, error) {
	fmt.Println("log in on the page that has been opened")
	select {
	case <-ctx.Done():
		return "", ctx.Err()
	case <-time.After(time.Minute):
		return user, nil
	}
}

func token(ctx context.Context, user string) (string, error) {
	token, err := refresh(context.Background(), user) // want unsafe "after the caller has given up"
	if err != nil {
		token, err = ask(ctx, user)
	}
	return token, err
}
