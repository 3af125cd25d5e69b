package org.callroster.console.imports;

import org.callroster.job.JobView;

/** A bulk in the list of those of the last day. */
public record JobLine(JobView job) {

    public String title() {
        return JobPage.title(job);
    }

    public String counts() {
        return JobPage.counts(job);
    }
}
