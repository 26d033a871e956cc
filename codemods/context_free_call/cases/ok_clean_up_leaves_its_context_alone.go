package backup

import (
	"context"
	"net/http"
)

type AbortRequest struct{ ID string }

type cluster struct{ client *http.Client }

// Abort is called when the work, and its context, have failed.
func (c *cluster) Abort(_ context.Context, host string, req *AbortRequest) error {
	r, err := http.NewRequest(http.MethodPost, host+"/abort/"+req.ID, nil)
	if err != nil {
		return err
	}
	resp, err := c.client.Do(r)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}
