package punch

import (
	"context"
	"time"
)

type job struct {
	target string
	send   func(ctx context.Context, target string) error
}

type scheduler struct {
	queue chan job
}

// Schedule drops a job that becomes due behind the end.
func (s *scheduler) Schedule(ctx context.Context, j job, delay time.Duration) {
	time.AfterFunc(delay, func() {
		select {
		case <-ctx.Done():
		case s.queue <- j:
		}
	})
}

func (s *scheduler) Run(ctx context.Context) {
	for {
		select {
		case <-ctx.Done():
			return
		case j := <-s.queue:
			if err := j.send(ctx, j.target); err != nil {
				continue
			}
		}
	}
}

type puncher struct {
	ctx   context.Context
	sched *scheduler
	delay time.Duration
}

func (p *puncher) Start(ctx context.Context) {
	p.ctx = ctx
	go p.sched.Run(ctx)
}

// Punch wants nobody to wait for it.
func (p *puncher) Punch(j job) {
	if p.ctx == nil {
		return
	}
	p.sched.Schedule(p.ctx, j, p.delay)
}

type sender struct {
	ctx   context.Context // want none "it stays because"
	sched *scheduler
}

func (s *sender) Start(ctx context.Context) {
	s.ctx = ctx
	go s.sched.Run(ctx)
}

// Send is waited for.
func (s *sender) Send(j job) error {
	if s.ctx == nil {
		return nil
	}
	return j.send(s.ctx, j.target)
}
