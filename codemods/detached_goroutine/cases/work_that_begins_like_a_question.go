package tokens

import "context"

type issuer interface {
	Issue(ctx context.Context) (string, error)
}

type tokens struct {
	issuer  issuer
	current string
}

func (t *tokens) refresh(ctx context.Context) {
	if token, err := t.issuer.Issue(ctx); err == nil {
		t.current = token
	}
}

func (t *tokens) soon(ctx context.Context) {
	go t.refresh(context.Background()) // want unsafe "in a goroutine that is not waited for"
}
