package provisioner

import (
	"context"
	"errors"
	"net"
	"net/url"
)

type Request struct{ uris []*url.URL }

type Validator interface{ Valid(r *Request) error }

type SansValidator struct {
	ctx  context.Context // want none "the struct SansValidator keeps"
	uris []*url.URL
}

func (v *SansValidator) Valid(r *Request) error {
	if len(r.uris) == 0 {
		return errors.New("no uris")
	}
	return newURIsValidator(v.ctx, v.uris).Valid(r)
}

type urisValidator struct {
	ctx  context.Context
	uris []*url.URL
}

func newURIsValidator(ctx context.Context, uris []*url.URL) *urisValidator {
	return &urisValidator{ctx, uris}
}

func (v *urisValidator) Valid(r *Request) error {
	for _, u := range v.uris {
		if _, err := net.DefaultResolver.LookupHost(v.ctx, u.Hostname()); err != nil {
			return err
		}
	}
	return nil
}

type Authority struct{ validators []Validator }

func (a *Authority) Allow(ctx context.Context, uris []*url.URL) {
	a.validators = append(a.validators, &SansValidator{ctx: ctx, uris: uris})
}
