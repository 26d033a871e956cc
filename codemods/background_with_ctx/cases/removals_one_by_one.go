package pods

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
)

type pod struct {
	id    string
	parts []string
}

type runtime struct {
	root string
	pods map[string]*pod
	jobs chan struct{}
}

func (r *runtime) enqueue(ctx context.Context, job func() error) chan error {
	done := make(chan error, 1)
	go func() {
		defer close(done)
		select {
		case r.jobs <- struct{}{}:
		case <-ctx.Done():
			done <- ctx.Err()
			return
		}
		done <- job()
		<-r.jobs
	}()
	return done
}

func (r *runtime) emptyPod(ctx context.Context, p *pod) error {
	var all []chan error
	for _, part := range p.parts {
		all = append(all, r.enqueue(ctx, func() error { return os.Remove(filepath.Join(r.root, p.id, part)) }))
	}
	for _, done := range all {
		<-done
	}
	return nil
}

func (p *pod) removeGroup() error {
	return exec.Command("cgdelete", p.id).Run()
}

func (r *runtime) removePod(ctx context.Context, p *pod) error {
	if err := r.emptyPod(ctx, p); err != nil {
		return err
	}
	if err := p.removeGroup(); err != nil {
		return err
	}
	if _, err := os.Stat(filepath.Join(r.root, p.id)); err == nil {
		return fmt.Errorf("%s is not empty", p.id)
	}
	delete(r.pods, p.id)
	return nil
}

func (r *runtime) removeNetwork(ctx context.Context, id string) error {
	if err := exec.CommandContext(ctx, "netctl", id).Run(); err != nil {
		return fmt.Errorf("network of %s: %w", id, err)
	}
	return os.Remove(filepath.Join(r.root, id, "network"))
}

func (r *runtime) prune(_ context.Context, pods []*pod) map[string]error {
	all := map[string]error{}
	for _, p := range pods {
		err := r.removePod(context.TODO(), p)
		all[p.id] = err
	}
	return all
}

func (r *runtime) isolate(ctx context.Context, pods []*pod) error {
	var errs []error
	for _, p := range pods {
		err := r.removeNetwork(context.TODO(), p.id) // want unsafe "r.removeNetwork gets"
		errs = append(errs, err)
	}
	return errors.Join(append(errs, ctx.Err())...)
}
