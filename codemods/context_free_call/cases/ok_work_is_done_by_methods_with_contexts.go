package oidc

import "context"

type verifier interface {
	Verify(ctx context.Context, token string) error
}

// A verifier fetches keys under the context that it is made with, or shares those of the provider.
type provider interface {
	Verifier() verifier
	VerifierContext(ctx context.Context) verifier
}

func check(ctx context.Context, p provider, token string) error {
	v := p.Verifier()
	return v.Verify(ctx, token)
}
