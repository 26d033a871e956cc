package admin

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"time"
)

// Queue takes what is to be indexed.
type Queue interface {
	Pause(ctx context.Context) error
	Wait(ctx context.Context) error
	Resume()
}

// Index can be made anew.
type Index interface {
	Drop(ctx context.Context) error
}

type shard struct {
	queue Queue
	index Index
	ready bool
}

func (s *shard) initIndex(ctx context.Context) (Index, error) {
	select {
	case <-ctx.Done():
		return nil, ctx.Err()
	case <-time.After(time.Second):
		return s.index, nil
	}
}

// Reset drops the index, and makes it anew.
func (s *shard) Reset(ctx context.Context) error {
	if !s.ready {
		return errors.New("not ready")
	}
	if err := s.index.Drop(ctx); err != nil {
		return err
	}
	index, err := s.initIndex(ctx)
	if err != nil {
		return fmt.Errorf("init index: %w", err)
	}
	s.index = index
	return nil
}

// Rebuild keeps everything out while it works.
func (s *shard) Rebuild(ctx context.Context) error {
	if err := s.queue.Pause(ctx); err != nil {
		return err
	}
	index, err := s.initIndex(ctx)
	if err != nil {
		return err
	}
	s.index = index
	s.queue.Resume()
	return nil
}

// Refresh lets everything in again, however it ends.
func (s *shard) Refresh(ctx context.Context) error {
	if err := s.queue.Pause(ctx); err != nil {
		return err
	}
	defer s.queue.Resume()
	_, err := s.initIndex(ctx)
	return err
}

// Forget only takes away, and waits for that.
func (s *shard) Forget(ctx context.Context) error {
	if err := s.index.Drop(ctx); err != nil {
		return err
	}
	if err := s.queue.Wait(ctx); err != nil {
		return err
	}
	return nil
}

// Handler answers those who look after shards.
type Handler struct {
	shards map[string]*shard
}

func (h *Handler) reset(ctx context.Context, name string) error {
	s, ok := h.shards[name]
	if !ok {
		return errors.New("not found")
	}
	return s.Reset(ctx)
}

func (h *Handler) handleReset(w http.ResponseWriter, r *http.Request) {
	err := h.reset(context.Background(), r.FormValue("shard")) // want none "may stop half-way, behind s.index.Drop at stops_halfway.go:43; .+WithoutCancel"
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
	}
}

func (h *Handler) handleRebuild(w http.ResponseWriter, r *http.Request) {
	err := h.shards[r.FormValue("shard")].Rebuild(context.Background()) // want none "behind s.queue.Pause"
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
	}
}

func (h *Handler) handleRefresh(w http.ResponseWriter, r *http.Request) {
	err := h.shards[r.FormValue("shard")].Refresh(context.Background()) // want unsafe "after the client has left"
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
	}
}

func (h *Handler) handleForget(w http.ResponseWriter, r *http.Request) {
	err := h.shards[r.FormValue("shard")].Forget(context.Background()) // want unsafe "after the client has left"
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
	}
}
