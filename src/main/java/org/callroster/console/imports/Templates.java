package org.callroster.console.imports;

import java.util.List;

import org.callroster.console.Page;
import org.callroster.upload.CsvColumns;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;

@CheckedTemplate(basePath = "console")
final class Templates {

    private Templates() {
    }

    /** Where a file is chosen. */
    static native TemplateInstance imports(Page page);

    /** @param attributes that a column may be */
    static native TemplateInstance importcolumns(List<CsvColumns.Column> columns, List<String> attributes);

    static native TemplateInstance jobs(Page page, List<JobLine> jobs);

    static native TemplateInstance job(Page page, JobPage view);

    /** Says what is in the file of the outcomes, before it is loaded. */
    static native TemplateInstance jobresult(Page page, JobPage view);

    /** Asks what is to be changed for the selected users. */
    static native TemplateInstance selection(Page page, SelectionView view);

    static native TemplateInstance selectionexport(Page page, SelectionView view);
}
