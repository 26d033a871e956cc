package tokens

import "context"

type issuer interface {
	Issue(ctx context.Context) (string, error)
	Hash(ctx context.Context) (string, error)
}

func token(ctx context.Context, i issuer) (string, error) {
	return i.Issue(context.Background()) // want unsafe "so its work goes on"
}

func hash(ctx context.Context, i issuer) (string, error) {
	return i.Hash(context.Background()) // want unsafe "so its work goes on"
}
