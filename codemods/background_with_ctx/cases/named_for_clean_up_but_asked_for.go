package jobs

import "context"

type StopRequest struct{ ID string }

type StopResponse struct{ Stopped bool }

type job struct{ running bool }

type server struct{ audited map[string]bool }

// A client asks for this, and waits for the answer.
func (s *server) StopJob(ctx context.Context, req *StopRequest) (*StopResponse, error) {
	j, err := load(context.Background(), req.ID) // want unsafe "load gets"
	if err != nil {
		return nil, err
	}
	return &StopResponse{Stopped: j.running}, nil
}

func (s *server) CleanUpJobs(ctx context.Context, req StopRequest) error {
	_, err := load(context.Background(), req.ID) // want unsafe "load gets"
	return err
}

// What only asks whether something is put on record is no record.
func (s *server) Run(ctx context.Context, id string) error {
	if s.auditEnabled(context.Background(), id) { // want unsafe "auditEnabled gets"
		println(id)
	}
	return ctx.Err()
}

func (s *server) auditEnabled(ctx context.Context, id string) bool {
	return ctx.Err() == nil && s.audited[id]
}

func load(ctx context.Context, id string) (*job, error) {
	return &job{running: id != ""}, ctx.Err()
}
