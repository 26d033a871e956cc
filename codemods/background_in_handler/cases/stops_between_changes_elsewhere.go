package pools

import (
	"context"
	"errors"
	"fmt"
	"net/http"
)

type collection interface {
	FindOne(ctx context.Context, name string) (string, error)
	InsertOne(ctx context.Context, name string) (int, error)
	Transaction(ctx context.Context, f func(ctx context.Context) error) error
}

type pool struct {
	name   string
	public bool
}

type service struct{ pools, limits collection }

func (s *service) add(ctx context.Context, p pool) error {
	if p.name == "" {
		return errors.New("no name")
	}
	if _, err := s.pools.InsertOne(ctx, p.name); err != nil {
		return fmt.Errorf("pool %s: %w", p.name, err)
	}
	if p.public {
		return s.setLimits(ctx, p)
	}
	return nil
}

func (s *service) setLimits(ctx context.Context, p pool) error {
	_, err := s.limits.InsertOne(ctx, p.name+"/*")
	return err
}

// addAll does both or none.
func (s *service) addAll(ctx context.Context, p pool) error {
	return s.pools.Transaction(ctx, func(ctx context.Context) error { return s.add(ctx, p) })
}

// names only reads.
func (s *service) names(ctx context.Context, of pool) ([]string, error) {
	first, err := s.pools.FindOne(ctx, of.name)
	if err != nil {
		return nil, err
	}
	second, err := s.limits.FindOne(ctx, of.name)
	if err != nil {
		return nil, err
	}
	return []string{first, second}, nil
}

func (s *service) handle(w http.ResponseWriter, r *http.Request) {
	if err := s.add(context.TODO(), pool{name: r.FormValue("name")}); err != nil { // want none "it may stop half-way, behind s.pools.InsertOne at .+WithoutCancel"
		http.Error(w, err.Error(), http.StatusInternalServerError)
	}
}

func (s *service) handleNames(w http.ResponseWriter, r *http.Request) {
	all, err := s.names(context.TODO(), pool{name: r.FormValue("name")}) // want unsafe "after the client has left"
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	fmt.Fprintln(w, all)
}
